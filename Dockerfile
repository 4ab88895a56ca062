# Two stages: packages are fetched in the first, the second has nothing but Node, the packages and the source. There is no build
# step: Node runs the TypeScript as it is.
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# No script is needed here: Node is there already, and better-sqlite3 brings its binary in the package.
RUN npm ci --omit=dev --ignore-scripts

FROM node:24-slim
# METRICS_PORT is not set, so nothing listens on METRICS_HOST unless whoever runs the container sets it.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATABASE_URL=file:/data/corridor.db \
  FETCH_CACHE=/data/fetch-cache METRICS_HOST=0.0.0.0
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json package-lock.json ./
COPY migrations ./migrations
COPY src ./src
COPY fetch.yaml ./
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--import", "./src/quick-start.mjs", "src/server.ts"]
