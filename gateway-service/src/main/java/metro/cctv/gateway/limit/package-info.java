@NullMarked
package metro.cctv.gateway.limit;

import org.jspecify.annotations.NullMarked;
