/** Cameras on drones and vehicles: where they were and are, and the air they must keep out of. */
@NullMarked
package metro.cctv.registry.moving;

import org.jspecify.annotations.NullMarked;
