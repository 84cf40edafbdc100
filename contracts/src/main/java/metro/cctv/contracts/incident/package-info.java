@NullMarked
package metro.cctv.contracts.incident;

import org.jspecify.annotations.NullMarked;
