/** Watched zones: what makes them sound, who may draw them, who approves, and every version there was. */
@NullMarked
package metro.cctv.registry.zone;

import org.jspecify.annotations.NullMarked;
