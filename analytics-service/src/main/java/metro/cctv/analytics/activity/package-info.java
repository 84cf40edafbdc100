/** How much goes on before each camera, in numbers: whether that is unusual is the agency link's to say (ADR 0033). */
@NullMarked
package metro.cctv.analytics.activity;

import org.jspecify.annotations.NullMarked;
