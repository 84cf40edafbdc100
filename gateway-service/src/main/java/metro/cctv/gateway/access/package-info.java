@NullMarked
package metro.cctv.gateway.access;

import org.jspecify.annotations.NullMarked;
