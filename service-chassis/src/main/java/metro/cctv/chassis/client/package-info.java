@NullMarked
package metro.cctv.chassis.client;

import org.jspecify.annotations.NullMarked;
