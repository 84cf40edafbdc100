# One image per service: ./mvnw -Pimage -DskipTests package, then docker compose build (or docker build --build-arg MODULE=…).
ARG BASE=eclipse-temurin:25-jre
FROM ${BASE}
ARG MODULE
# Never root; the numbers fit the Helm chart's securityContext.
RUN groupadd --gid 10001 cctv && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin cctv \
    && mkdir -p /data && chown cctv:cctv /data
COPY ${MODULE}/target/${MODULE}-0.1.0-SNAPSHOT.jar /app/app.jar
COPY models /app/models
USER 10001:10001
WORKDIR /app
VOLUME /data
ENV CCTV_LISTEN=0.0.0.0 CCTV_MANAGEMENT_LISTEN=0.0.0.0 MALLOC_ARENA_MAX=2
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", \
            "--enable-native-access=ALL-UNNAMED", "-Djava.awt.headless=true", "-jar", "/app/app.jar"]
