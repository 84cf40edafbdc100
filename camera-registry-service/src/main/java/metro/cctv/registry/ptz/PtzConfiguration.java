package metro.cctv.registry.ptz;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PtzConfiguration {
    @Bean
    HeadLanes headLanes(PtzProperties ptz) {
        return new HeadLanes(ptz.commandWithin());
    }
}
