@NullMarked
package metro.cctv.gateway.live;

import org.jspecify.annotations.NullMarked;
