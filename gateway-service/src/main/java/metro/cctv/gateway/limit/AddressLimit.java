package metro.cctv.gateway.limit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.gateway.refusal.Refusals;
import metro.cctv.gateway.settings.GatewayProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Before anything else is looked at. A refused request costs the address many, so guessing and probing soon stop. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class AddressLimit extends OncePerRequestFilter {
    private static final double COST_OF_A_REFUSAL = 25;

    private final Buckets buckets;
    private final Clock clock;
    private final Refusals refusals;

    AddressLimit(GatewayProperties gateway, Clock clock, Refusals refusals) {
        this.buckets = new Buckets(gateway.limit().addressPerSecond());
        this.clock = clock;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String address = request.getRemoteAddr();
        Instant now = clock.instant();
        if (!buckets.take(address, now)) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
            refusals.answer(response, ProblemType.TOO_MANY_REQUESTS, "Too many requests from this address.");
            return;
        }
        chain.doFilter(request, response);
        if (response.getStatus() == 401 && !request.isAsyncStarted()) buckets.spend(address, COST_OF_A_REFUSAL, now);
    }
}
