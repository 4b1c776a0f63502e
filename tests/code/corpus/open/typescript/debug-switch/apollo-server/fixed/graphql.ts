import { ApolloServer } from '@apollo/server';
import { handlers, startServerAndCreateLambdaHandler } from '@as-integrations/aws-lambda';

const typeDefs = `#graphql
  type Query {
    opening(day: Int!): String
  }
`;

const HOURS = ['closed', '9-18', '9-18', '9-18', '9-20', '9-20', '10-16'];

const resolvers = {
  Query: { opening: (_: unknown, { day }: { day: number }) => HOURS[day] ?? null },
};

const server = new ApolloServer({
  typeDefs,
  resolvers,
  introspection: false,
  includeStacktraceInErrorResponses: false,
});

export const handler = startServerAndCreateLambdaHandler(server, handlers.createAPIGatewayProxyEventV2RequestHandler());
