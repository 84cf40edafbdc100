@NullMarked
package metro.cctv.gateway.assets;

import org.jspecify.annotations.NullMarked;
