/** Which agencies there are, and on what ground they see anything. */
@NullMarked
package metro.cctv.link.agency;

import org.jspecify.annotations.NullMarked;
