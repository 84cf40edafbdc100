package metro.cctv.gateway.owner;

import metro.cctv.chassis.owner.CameraOwners;
import metro.cctv.gateway.settings.GatewayProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;

@Configuration(proxyBeanMethods = false)
class OwnerConfiguration {
    @Bean
    CameraOwners cameraOwners(GatewayProperties gateway, ConsumerFactory<?, ?> consumers) {
        GatewayProperties.IngestOwners settings = gateway.ingestOwners();
        return CameraOwners.web(settings.group(), settings.hosts(), consumers.getConfigurationProperties());
    }
}
