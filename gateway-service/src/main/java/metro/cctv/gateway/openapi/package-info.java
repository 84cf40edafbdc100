@NullMarked
package metro.cctv.gateway.openapi;

import org.jspecify.annotations.NullMarked;
