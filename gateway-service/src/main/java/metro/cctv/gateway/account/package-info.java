@NullMarked
package metro.cctv.gateway.account;

import org.jspecify.annotations.NullMarked;
