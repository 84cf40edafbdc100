@NullMarked
package metro.cctv.contracts.camera;

import org.jspecify.annotations.NullMarked;
