@NullMarked
package metro.cctv.contracts.activity;

import org.jspecify.annotations.NullMarked;
