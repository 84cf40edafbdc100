/** GeoJSON geometries from outside: read, limited, checked, and handed to PostGIS. */
@NullMarked
package metro.cctv.registry.geojson;

import org.jspecify.annotations.NullMarked;
