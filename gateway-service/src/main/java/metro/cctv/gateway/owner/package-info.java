@NullMarked
package metro.cctv.gateway.owner;

import org.jspecify.annotations.NullMarked;
