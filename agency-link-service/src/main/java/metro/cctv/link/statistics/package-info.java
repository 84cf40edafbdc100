/** What incidents and looks add up to; nothing in it names a person. */
@NullMarked
package metro.cctv.link.statistics;

import org.jspecify.annotations.NullMarked;
