# One image per service: ./mvnw -Pimage -DskipTests package, then docker compose build (or docker build --build-arg MODULE=…).
ARG BASE=eclipse-temurin:25-jre

FROM ${BASE} AS unpacked
ARG MODULE
COPY ${MODULE}/target/${MODULE}-0.1.0-SNAPSHOT-image.jar /unpack/app.jar
# Plain jars start faster than jars within a jar. Unpacking needs Spring, which the simulator has not: that one stays whole.
RUN cd /unpack && if [ "$MODULE" = camera-simulator ]; then mkdir app && mv app.jar app/; \
    else java -Djarmode=tools -jar app.jar extract --destination app; fi

FROM ${BASE}
# Never root; the numbers fit the Helm chart's securityContext. A new named volume takes its owner from the folder here.
RUN groupadd --gid 10001 cctv && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin cctv \
    && mkdir -p /data /recordings && chown cctv:cctv /data /recordings && chmod 700 /data /recordings
# "ready PORT" asks a service's management port, for health checks: the base image has no HTTP client.
RUN printf '%s\n' '#!/bin/bash' 'exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1' \
      'printf "GET /actuator/health/readiness HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n" >&3' \
      'read -r -t 3 _ status _ <&3 && [ "$status" = 200 ]' >/usr/local/bin/ready && chmod 755 /usr/local/bin/ready
COPY --from=unpacked /unpack/app /app
COPY models /app/models
USER 10001:10001
WORKDIR /app
# FFmpeg's libraries are unpacked into /tmp: it must be writable and executable even where the root file system is read-only.
ENV CCTV_LISTEN=0.0.0.0 CCTV_MANAGEMENT_LISTEN=0.0.0.0 MALLOC_ARENA_MAX=2
# What the JIT no longer needs goes back to the kernel once a minute.
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-XX:+UnlockExperimentalVMOptions", "-XX:TrimNativeHeapInterval=60000", \
            "--enable-native-access=ALL-UNNAMED", "-Djava.awt.headless=true", \
            "-Dorg.bytedeco.javacpp.cachedir=/tmp/javacpp", "-jar", "/app/app.jar"]
