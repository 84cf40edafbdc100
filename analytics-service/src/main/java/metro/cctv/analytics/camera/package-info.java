/** What the registry and agency-link said: cameras with their zones, and who may see them for which case. */
@NullMarked
package metro.cctv.analytics.camera;

import org.jspecify.annotations.NullMarked;
