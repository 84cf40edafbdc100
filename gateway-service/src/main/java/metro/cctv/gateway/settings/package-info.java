@NullMarked
package metro.cctv.gateway.settings;

import org.jspecify.annotations.NullMarked;
