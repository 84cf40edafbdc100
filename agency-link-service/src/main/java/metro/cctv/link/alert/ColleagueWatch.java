package metro.cctv.link.alert;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import metro.cctv.chassis.door.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Notices who comes; that must never keep anybody from working. */
@Component
class ColleagueWatch implements HandlerInterceptor, WebMvcConfigurer {
    private static final Logger log = LoggerFactory.getLogger(ColleagueWatch.class);

    private final Colleagues colleagues;

    ColleagueWatch(Colleagues colleagues) {
        this.colleagues = colleagues;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        try {
            Caller.current().ifPresent(colleagues::saw);
        } catch (DataAccessException | TransactionException e) {
            log.debug("Who came was not noticed: {}", e.getMessage());
        }
        return true;
    }
}
