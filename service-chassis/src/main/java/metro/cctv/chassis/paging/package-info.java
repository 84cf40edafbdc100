/** Lists that are read in parts. */
@NullMarked
package metro.cctv.chassis.paging;

import org.jspecify.annotations.NullMarked;
