"""REST, HTTP and WebSocket APIs, written out or as a document, and what stands in front of them."""

from pathlib import Path

from hauberk.lab.account.account import Account
from tests.lab.account.provisioning.deploying import all_held, arn, deployed, losses, physical

FUNCTION = """Type: AWS::Serverless::Function
            Properties: { Runtime: python3.13, Handler: app.handler, InlineCode: "handler = print" }"""


def test_a_document_becomes_resources_methods_and_authorizers(account: Account, tmp_path: Path) -> None:
    found = deployed(
        account,
        tmp_path,
        """
        Resources:
          Shop:
            Type: AWS::Serverless::Api
            Properties:
              StageName: live
              TracingEnabled: true
              Models: { Order: { type: object, required: [id] } }
              Auth:
                ApiKeyRequired: true
                Authorizers: { People: { UserPoolArn: !GetAtt People.Arn } }
              MethodSettings: [{ HttpMethod: "*", ResourcePath: /*, LoggingLevel: INFO, ThrottlingRateLimit: 10 }]
          People: { Type: "AWS::Cognito::UserPool" }
          Orders:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: python3.13
              Handler: app.handler
              InlineCode: "handler = print"
              Events:
                Create:
                  Type: Api
                  Properties:
                    RestApiId: !Ref Shop
                    Path: /orders/{id}
                    Method: post
                    Auth: { Authorizer: People, ApiKeyRequired: false }
                    RequestModel: { Model: Order, ValidateBody: true }
                List:
                  Type: Api
                  Properties: { RestApiId: !Ref Shop, Path: /orders, Method: any, Auth: { Authorizer: NONE } }
        """,
    )
    assert all_held(found)
    client, api = account.client("apigateway"), physical(found, "Shop")
    assert client.get_rest_api(restApiId=api)["name"] == "lab"
    paths = {one["path"]: one["id"] for one in client.get_resources(restApiId=api)["items"]}
    assert paths.keys() == {"/", "/orders", "/orders/{id}"}
    create = client.get_method(restApiId=api, resourceId=paths["/orders/{id}"], httpMethod="POST")
    assert (create["authorizationType"], create["apiKeyRequired"]) == ("COGNITO_USER_POOLS", False)
    (authorizer,) = client.get_authorizers(restApiId=api)["items"]
    assert (authorizer["id"], authorizer["providerARNs"]) == (create["authorizerId"], [arn(found, "People")])
    validator = client.get_request_validator(restApiId=api, requestValidatorId=create["requestValidatorId"])
    assert validator["validateRequestBody"] is True
    assert create["requestModels"] == {"application/json": "order"}
    assert arn(found, "Orders") in create["methodIntegration"]["uri"]
    open_ = client.get_method(restApiId=api, resourceId=paths["/orders"], httpMethod="ANY")
    assert (open_["authorizationType"], open_["apiKeyRequired"]) == ("NONE", True)
    stage = client.get_stage(restApiId=api, stageName="live")
    assert stage["tracingEnabled"] is True
    assert stage["methodSettings"]["*/*"]["loggingLevel"] == "INFO"
    assert stage["methodSettings"]["*/*"]["throttlingRateLimit"] == 10


def test_an_api_that_is_written_out(account: Account, tmp_path: Path) -> None:
    found = deployed(
        account,
        tmp_path,
        f"""
        Resources:
          Shop: {{ Type: "AWS::ApiGateway::RestApi", Properties: {{ Name: shop }} }}
          Path:
            Type: AWS::ApiGateway::Resource
            Properties: {{ RestApiId: !Ref Shop, ParentId: !GetAtt Shop.RootResourceId, PathPart: orders }}
          Post:
            Type: AWS::ApiGateway::Method
            Properties:
              RestApiId: !Ref Shop
              ResourceId: !Ref Path
              HttpMethod: POST
              AuthorizationType: AWS_IAM
              ApiKeyRequired: true
              Integration:
                Type: AWS_PROXY
                IntegrationHttpMethod: POST
                Uri: !Sub
                  - "arn:aws:apigateway:${{AWS::Region}}:lambda:path/2015-03-31/functions/${{Function}}/invocations"
                  - {{ Function: !GetAtt Orders.Arn }}
          Deployment:
            Type: AWS::ApiGateway::Deployment
            DependsOn: Post
            Properties: {{ RestApiId: !Ref Shop }}
          Live:
            Type: AWS::ApiGateway::Stage
            Properties:
              RestApiId: !Ref Shop
              DeploymentId: !Ref Deployment
              StageName: live
              AccessLogSetting: {{ DestinationArn: !GetAtt Log.Arn, Format: $context.requestId }}
          Plan:
            Type: AWS::ApiGateway::UsagePlan
            Properties:
              ApiStages: [{{ ApiId: !Ref Shop, Stage: !Ref Live }}]
              Throttle: {{ BurstLimit: 5, RateLimit: 2 }}
              Quota: {{ Limit: 100, Period: DAY }}
          Key: {{ Type: "AWS::ApiGateway::ApiKey", Properties: {{ Enabled: true }} }}
          KeyOfPlan:
            Type: AWS::ApiGateway::UsagePlanKey
            Properties: {{ KeyId: !Ref Key, KeyType: API_KEY, UsagePlanId: !Ref Plan }}
          Log: {{ Type: "AWS::Logs::LogGroup", Properties: {{ RetentionInDays: 30 }} }}
          Firewall:
            Type: AWS::WAFv2::WebACL
            Properties:
              Scope: REGIONAL
              DefaultAction: {{ Allow: {{}} }}
              VisibilityConfig: {{ SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: shop }}
              Rules:
                - Name: common
                  Priority: 1
                  OverrideAction: {{ None: {{}} }}
                  VisibilityConfig: {{ SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: c }}
                  Statement: {{ ManagedRuleGroupStatement: {{ VendorName: AWS, Name: AWSManagedRulesCommonRuleSet }} }}
          Guarded:
            Type: AWS::WAFv2::WebACLAssociation
            Properties:
              WebACLArn: !GetAtt Firewall.Arn
              ResourceArn: !Sub "arn:aws:apigateway:${{AWS::Region}}::/restapis/${{Shop}}/stages/${{Live}}"
          Orders:
            {FUNCTION}
        """,
    )
    assert all_held(found)
    client, api = account.client("apigateway"), physical(found, "Shop")
    method = client.get_method(restApiId=api, resourceId=physical(found, "Path"), httpMethod="POST")
    assert (method["authorizationType"], method["apiKeyRequired"]) == ("AWS_IAM", True)
    assert method["methodIntegration"]["type"] == "AWS_PROXY"
    stage = client.get_stage(restApiId=api, stageName="live")
    assert stage["deploymentId"] == physical(found, "Deployment")
    assert stage["accessLogSettings"]["format"] == "$context.requestId"
    plan = client.get_usage_plan(usagePlanId=physical(found, "Plan"))
    assert (plan["throttle"], plan["quota"]["limit"]) == ({"burstLimit": 5, "rateLimit": 2.0}, 100)
    assert [one["id"] for one in client.get_usage_plan_keys(usagePlanId=plan["id"])["items"]] == [
        physical(found, "Key")
    ]
    acl = account.client("wafv2").get_web_acl_for_resource(ResourceArn=f"{arn(found, 'Live')}")["WebACL"]
    assert acl["ARN"] == arn(found, "Firewall")
    assert acl["Rules"][0]["Statement"]["ManagedRuleGroupStatement"]["Name"] == "AWSManagedRulesCommonRuleSet"


def test_http_apis(account: Account, tmp_path: Path) -> None:
    found = deployed(
        account,
        tmp_path,
        """
        Resources:
          Shop:
            Type: AWS::Serverless::HttpApi
            Properties:
              CorsConfiguration: { AllowOrigins: ["https://shop.example.com"] }
              DefaultRouteSettings: { ThrottlingRateLimit: 10 }
              Auth:
                Authorizers:
                  People:
                    IdentitySource: $request.header.Authorization
                    JwtConfiguration: { issuer: "https://issuer.example.com", audience: [shop] }
          Orders:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: python3.13
              Handler: app.handler
              InlineCode: "handler = print"
              Events:
                Open: { Type: HttpApi, Properties: { ApiId: !Ref Shop, Path: "/orders/{id}", Method: get } }
                Closed:
                  Type: HttpApi
                  Properties:
                    ApiId: !Ref Shop
                    Path: /orders
                    Method: post
                    Auth: { Authorizer: People, AuthorizationScopes: [write] }
        """,
    )
    assert all_held(found)
    client, api = account.client("apigatewayv2"), physical(found, "Shop")
    assert client.get_api(ApiId=api)["CorsConfiguration"]["AllowOrigins"] == ["https://shop.example.com"]
    routes = {one["RouteKey"]: one for one in client.get_routes(ApiId=api)["Items"]}
    assert routes["GET /orders/{id}"]["AuthorizationType"] == "NONE"
    closed = routes["POST /orders"]
    authorizer = client.get_authorizer(ApiId=api, AuthorizerId=closed["AuthorizerId"])
    assert (closed["AuthorizationType"], authorizer["Name"]) == ("JWT", "People")
    assert closed["AuthorizationScopes"] == ["write"]
    assert authorizer["JwtConfiguration"]["Issuer"] == "https://issuer.example.com"
    integration = client.get_integration(ApiId=api, IntegrationId=closed["Target"].partition("/")[2])
    assert arn(found, "Orders") in integration["IntegrationUri"]
    assert client.get_stage(ApiId=api, StageName="$default")["DefaultRouteSettings"]["ThrottlingRateLimit"] == 10


def test_an_integration_that_is_refused_is_told_and_the_api_stands(account: Account, tmp_path: Path) -> None:
    found = deployed(
        account,
        tmp_path,
        """
        Resources:
          Shop:
            Type: AWS::Serverless::Api
            Properties:
              StageName: live
              DefinitionBody:
                openapi: 3.0.1
                info: { title: shop }
                paths:
                  /orders:
                    get:
                      x-amazon-apigateway-integration:
                        type: aws
                        httpMethod: POST
                        uri: !Sub "arn:aws:apigateway:${AWS::Region}:sns:action/Publish"
                        credentials: arn:aws:iam::444455556666:role/theirs
        """,
    )
    assert losses(found) == {("Shop", "Body.paths./orders.GET"): "refused"}
    assert account.client("apigateway").get_stage(restApiId=physical(found, "Shop"), stageName="live")
