// Asks one question by the JavaScript gRPC stack, which shares nothing with the
// C++ one: the protos are loaded as they are, without generated code.
//
// Usage: node ask.cjs PROJECT_ROOT HOST:PORT ORGANIZATION MEMBER DATE
'use strict';

const path = require('path');
const [root, target, organization, member, date] = process.argv.slice(2);
const modules = path.join(root, 'build/interop/node/node_modules');
const grpc = require(path.join(modules, '@grpc/grpc-js'));
const loader = require(path.join(modules, '@grpc/proto-loader'));

const definition = loader.loadSync('comity/query/v1/query_service.proto', {
  includeDirs: [
    path.join(root, 'protos'),
    '/usr/share/gocode/src/github.com/gogo/googleapis',
  ],
  enums: String,
});
const {QueryService} = grpc.loadPackageDefinition(definition).comity.query.v1;
const client = new QueryService(target, grpc.credentials.createInsecure());
const deadline = new Date(Date.now() + 10000);
client.CheckMembership(
    {organization, member, context: {date}}, {deadline}, (error, response) => {
      client.close();
      if (error) {
        console.error(error.message);
        process.exitCode = 1;
        return;
      }
      const sources = response.answer.statuses.flatMap(
          (held) => held.since.citations.map((c) => c.source));
      console.log(response.answer.verdict, ...sources);
    });
