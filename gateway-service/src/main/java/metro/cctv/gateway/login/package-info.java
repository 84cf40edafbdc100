@NullMarked
package metro.cctv.gateway.login;

import org.jspecify.annotations.NullMarked;
