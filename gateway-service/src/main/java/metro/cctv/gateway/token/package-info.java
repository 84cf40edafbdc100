@NullMarked
package metro.cctv.gateway.token;

import org.jspecify.annotations.NullMarked;
