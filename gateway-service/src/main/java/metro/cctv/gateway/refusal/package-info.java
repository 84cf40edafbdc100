@NullMarked
package metro.cctv.gateway.refusal;

import org.jspecify.annotations.NullMarked;
