# syntax=docker/dockerfile:1
# An image of the command alone, about as large as the binary:
#
#     docker build -t chancery .
#     docker run --rm -v "$PWD:/publication" --user "$(id -u):$(id -g)" chancery build
#     docker run --rm -v "$PWD:/publication" --user "$(id -u):$(id -g)" -p 1111:1111 chancery watch --host 0.0.0.0

FROM rust:1.95-alpine AS build
# What the crates that compile C need.
# hadolint ignore=DL3018
RUN apk add --no-cache musl-dev gcc make
WORKDIR /src
COPY Cargo.toml Cargo.lock build.rs ./
COPY src src
COPY templates templates
COPY static static
COPY benches benches
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/src/target \
    cargo build --locked --release && cp target/release/chancery /chancery
# A folder that anybody can write in, for files that a command makes for a moment.
RUN mkdir -m 1777 /scratch

FROM scratch
COPY --from=build /chancery /usr/local/bin/chancery
COPY --from=build /scratch /tmp
# Certificates, for `chancery sources`.
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY LICENSE-MIT LICENSE-APACHE /licenses/
USER 10001:10001
WORKDIR /publication
EXPOSE 1111
ENTRYPOINT ["/usr/local/bin/chancery"]
CMD ["build"]
