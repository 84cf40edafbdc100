package metro.cctv.gateway.route;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.coyote.CloseNowException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Drops the connection of an answer that broke off, so that the client sees it is not whole. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class BrokenAnswers extends OncePerRequestFilter {
    private static final String ATTRIBUTE = BrokenAnswers.class.getName() + ".broken";

    static void mark(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, true);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (request.getAttribute(ATTRIBUTE) != null) throw new CloseNowException("the answer broke off");
    }
}
