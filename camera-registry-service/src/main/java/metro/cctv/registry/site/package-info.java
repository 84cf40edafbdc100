/** The national standard data and GeoJSON, in and out: import jobs, their reports, exports. */
@NullMarked
package metro.cctv.registry.site;

import org.jspecify.annotations.NullMarked;
