/** What helpers must know of a place besides pictures: roads, hazards, parked cars, hospitals with room. */
@NullMarked
package metro.cctv.link.context;

import org.jspecify.annotations.NullMarked;
