/** How well tracks keep to the truth (HOTA, CLEAR MOT, identity), and how fast and lean the tracker is. */
@NullMarked
package metro.cctv.bench.tracking;

import org.jspecify.annotations.NullMarked;
