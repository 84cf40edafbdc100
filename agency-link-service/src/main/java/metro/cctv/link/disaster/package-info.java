/** Large disasters (B-4): an area and how bad it is, and a board of everything that can be seen of it. */
@NullMarked
package metro.cctv.link.disaster;

import org.jspecify.annotations.NullMarked;
