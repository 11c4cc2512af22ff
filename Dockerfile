# Compiled against the headers of 24.18: from 24.19 on they make SQLite's binding fall as a thread ends (docs/dependencies.md).
FROM node:24.18.1-bookworm-slim AS build
ENV npm_config_nodedir=/usr/local npm_config_build_from_source=true
RUN apt-get update && apt-get install -y --no-install-recommends g++ make python3 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json .npmrc tsconfig.json tsconfig.build.json ./
RUN npm ci --ignore-scripts && npm rebuild better-sqlite3 nodejieba
COPY src ./src
COPY mappings ./mappings
COPY scripts ./scripts
COPY bin ./bin
COPY web ./web
COPY schema.graphql LICENSE NOTICE.md ./
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
# Reads .doc, .wps, .rtf and .odt.
RUN apt-get update && apt-get install -y --no-install-recommends libreoffice-writer-nogui libreoffice-calc-nogui && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app ./
ENV OGI_DATA=/data HOST=0.0.0.0 PORT=4000
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD node -e "fetch('http://127.0.0.1:4000/health').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"
CMD ["node", "dist/main.js"]
