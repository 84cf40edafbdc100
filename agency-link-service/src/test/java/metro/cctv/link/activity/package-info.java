@NullMarked
package metro.cctv.link.activity;

import org.jspecify.annotations.NullMarked;
