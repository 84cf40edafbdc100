package metro.cctv.gateway.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.gateway.refusal.Refusals;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** What exists inside only does not exist outside, not even as "forbidden". */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
class ClosedPaths extends OncePerRequestFilter {
    private static final Pattern INSIDE =
            Pattern.compile("/+(internal|actuator|v3|swagger-ui|webjars)([/;.?].*)?", Pattern.CASE_INSENSITIVE);

    private final Refusals refusals;

    ClosedPaths(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (INSIDE.matcher(request.getRequestURI()).matches()) {
            refusals.answer(response, ProblemType.NOT_FOUND, "No such thing.");
            return;
        }
        chain.doFilter(request, response);
    }
}
