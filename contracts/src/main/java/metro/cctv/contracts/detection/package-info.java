@NullMarked
package metro.cctv.contracts.detection;

import org.jspecify.annotations.NullMarked;
