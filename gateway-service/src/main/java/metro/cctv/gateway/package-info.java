@NullMarked
package metro.cctv.gateway;

import org.jspecify.annotations.NullMarked;
