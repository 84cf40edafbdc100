/** Context layers from GeoJSON: hazards, parking, hospitals, hydrants, shelters, and what blocks a view. */
@NullMarked
package metro.cctv.registry.layer;

import org.jspecify.annotations.NullMarked;
