@NullMarked
package metro.cctv.gateway.route;

import org.jspecify.annotations.NullMarked;
