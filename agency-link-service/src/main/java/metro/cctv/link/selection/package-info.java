/** Which cameras a case gets, and why. */
@NullMarked
package metro.cctv.link.selection;

import org.jspecify.annotations.NullMarked;
