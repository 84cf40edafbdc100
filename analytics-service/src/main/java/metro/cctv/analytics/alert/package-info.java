/** Behaviours to alerts: stored with their evidence and announced in one transaction. */
@NullMarked
package metro.cctv.analytics.alert;

import org.jspecify.annotations.NullMarked;
