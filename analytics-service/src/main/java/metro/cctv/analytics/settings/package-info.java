/** What city IT may set. */
@NullMarked
package metro.cctv.analytics.settings;

import org.jspecify.annotations.NullMarked;
