/** Vector tiles of cameras and districts for the map. */
@NullMarked
package metro.cctv.registry.tile;

import org.jspecify.annotations.NullMarked;
