@NullMarked
package metro.cctv.analytics.activity;

import org.jspecify.annotations.NullMarked;
