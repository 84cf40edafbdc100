/** Districts and their simplified outlines. */
@NullMarked
package metro.cctv.registry.district;

import org.jspecify.annotations.NullMarked;
