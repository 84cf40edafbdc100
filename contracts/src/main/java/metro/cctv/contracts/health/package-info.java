@NullMarked
package metro.cctv.contracts.health;

import org.jspecify.annotations.NullMarked;
