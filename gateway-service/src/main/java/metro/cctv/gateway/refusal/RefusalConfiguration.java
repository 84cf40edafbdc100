package metro.cctv.gateway.refusal;

import metro.cctv.contracts.problem.ProblemType;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Problems where no controller is near. */
@Configuration(proxyBeanMethods = false)
class RefusalConfiguration {

    /** Path tricks ({@code ;}, {@code //}, encoded slashes and dots) that Spring's firewall found. */
    @Bean
    RequestRejectedHandler pathTricks(Refusals refusals) {
        return (request, response, e) ->
                refusals.answer(response, ProblemType.BAD_REQUEST, "That path or method is not accepted.");
    }

    @Bean
    ProblemValveCustomizer problemValve() {
        return new ProblemValveCustomizer();
    }

    /** After Boot's own: the valve added last is the one asked first. */
    static class ProblemValveCustomizer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {
        @Override
        public void customize(TomcatServletWebServerFactory tomcat) {
            tomcat.addContextCustomizers(
                    context -> context.getParent().getPipeline().addValve(new ProblemValve()));
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }
    }
}
