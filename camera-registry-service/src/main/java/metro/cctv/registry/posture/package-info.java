/** How well cameras are secured, and which to see to first. */
@NullMarked
package metro.cctv.registry.posture;

import org.jspecify.annotations.NullMarked;
